namespace Etl.Formats.Encodings.Detection;

/// <summary>How likely letters follow each other in the words of one language. Natural logarithms.</summary>
interface ILetterModel
{
    /// <summary>Logarithm of the probability of a letter or sign behind another; <c>'\0'</c> stands before the first one.</summary>
    float Log(char previous, char current);
}
