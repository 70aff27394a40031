using System.Runtime.CompilerServices;
using Etl.Text;

namespace Etl.Core.Normalization;

/// <summary>Chooses between two cells without a branch, for <see cref="IUsualCleaner"/>.</summary>
static class UsualCell
{
    /// <summary>The cell that was written when <paramref name="change"/> is 1, the other one when it is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FieldSpan Pick(int change, FieldSpan written, FieldSpan kept) =>
        new(
            kept.Offset + change * (written.Offset - kept.Offset),
            kept.Length + change * (written.Length - kept.Length)
        );
}
