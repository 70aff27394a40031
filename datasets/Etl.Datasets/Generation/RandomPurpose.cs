namespace Etl.Datasets.Generation;

/// <summary>What a row's random numbers are for; each purpose has its own sequence.</summary>
enum RandomPurpose : ulong
{
    Kind = 1,
    Source = 2,
    Identity = 3,
    Region = 4,
    Person = 5,
    Noise = 6,
    Blank = 7,
}
