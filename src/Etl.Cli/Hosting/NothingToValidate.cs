using Microsoft.Extensions.Options;

namespace Etl.Cli.Hosting;

/// <summary>The host validates its options when it starts; those of this host are fixed in the code.</summary>
sealed class NothingToValidate : IStartupValidator
{
    /// <inheritdoc/>
    public void Validate()
    {
        // What is fixed is valid.
    }
}
