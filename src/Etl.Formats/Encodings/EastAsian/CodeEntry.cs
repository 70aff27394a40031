namespace Etl.Formats.Encodings.EastAsian;

/// <summary>One code of an encoding and what it stands for.</summary>
/// <param name="Code">Its one, two or three bytes, the first one highest: 0xB1, 0xB0A1, 0x8FB0A1.</param>
/// <param name="Units">One or two units of UTF-16, the first one lowest.</param>
readonly record struct CodeEntry(int Code, uint Units);
