namespace Etl.Core.Normalization.Spreading;

/// <summary>Says which targets of a <see cref="SpreadRule"/> a value of the sample asks for.</summary>
/// <param name="value">A value that is not empty, as it stands in the input.</param>
/// <returns>Bit <c>i</c> is set for target <c>i</c>, and the bit behind those of all targets for the rest; 0 when the value stays in its one cell.</returns>
public delegate int SpreadNeed(ReadOnlySpan<byte> value);
