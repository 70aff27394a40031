using System.Globalization;

namespace Etl.Trials;

/// <summary>What happened in the runs of the kill trial.</summary>
sealed class KillCounts
{
    public int Killed { get; set; }

    public int KilledTwice { get; set; }

    public int KilledAtEnd { get; set; }

    public int StartedAgain { get; set; }

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Killed} killed, {KilledTwice} killed twice, {KilledAtEnd} killed while completing, {StartedAgain} started again"
        );
}
