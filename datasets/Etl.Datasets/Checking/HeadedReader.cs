namespace Etl.Datasets.Checking;

/// <summary>A text with a header put in front of it.</summary>
sealed class HeadedReader(string header, TextReader rest) : TextReader
{
    int position;

    public override int Peek() => position < header.Length ? header[position] : rest.Peek();

    public override int Read() => position < header.Length ? header[position++] : rest.Read();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            rest.Dispose();
        }
        base.Dispose(disposing);
    }
}
