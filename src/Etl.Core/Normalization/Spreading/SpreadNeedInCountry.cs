namespace Etl.Core.Normalization.Spreading;

/// <summary>Says which targets of a <see cref="SpreadRule"/> a value of the sample asks for in its country.</summary>
/// <param name="value">A value that is not empty, as it stands in the input.</param>
/// <param name="said">What its record says for its country, as it stands in the input; empty when it says none.</param>
/// <param name="assumed">The job's country, ISO 3166 alpha-2; empty when it is not known.</param>
/// <returns>As <see cref="SpreadNeed"/> returns.</returns>
public delegate int SpreadNeedInCountry(ReadOnlySpan<byte> value, ReadOnlySpan<byte> said, ReadOnlySpan<byte> assumed);
