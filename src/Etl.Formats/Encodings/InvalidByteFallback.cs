using System.Text;

namespace Etl.Formats.Encodings;

/// <summary>
/// Remembers the bytes that a decoder could not read and leaves the noncharacter U+10FFFE in their place, one for each run,
/// so that <see cref="TranscodingStream"/> can put the bytes back where they stood.
/// </summary>
sealed class InvalidByteFallback : DecoderFallback
{
    /// <summary>U+10FFFE as UTF-16: a noncharacter, which no text may hold.</summary>
    public const string Marker = "\uDBFF\uDFFE";

    /// <summary>Runs of bytes in the order met.</summary>
    public List<byte[]> Runs { get; } = [];

    public override int MaxCharCount => Marker.Length;

    public override DecoderFallbackBuffer CreateFallbackBuffer() => new Recorder(this);

    sealed class Recorder(InvalidByteFallback owner) : DecoderFallbackBuffer
    {
        int position = Marker.Length;

        public override int Remaining => Marker.Length - position;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            owner.Runs.Add(bytesUnknown.ToArray());
            position = 0;
            return true;
        }

        public override char GetNextChar() => position < Marker.Length ? Marker[position++] : '\0';

        public override bool MovePrevious()
        {
            if (position == 0)
            {
                return false;
            }
            position--;
            return true;
        }

        public override void Reset() => position = Marker.Length;
    }
}
