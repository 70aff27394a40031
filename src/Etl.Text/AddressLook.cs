namespace Etl.Text;

/// <summary>What <see cref="AddressScan"/> sees in a field.</summary>
/// <param name="Trimmed">The field without the spaces around it.</param>
/// <param name="At">Bytes of it before its first @; where it is no usual address, the number means nothing.</param>
/// <param name="IsUsual">True when it is <see cref="AddressShape.Lower"/> or <see cref="AddressShape.Mixed"/>.</param>
/// <param name="HasUpper">True when it has letters A to Z.</param>
public readonly record struct AddressLook(FieldSpan Trimmed, int At, bool IsUsual, bool HasUpper);
