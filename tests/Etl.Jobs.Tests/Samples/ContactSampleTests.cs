using System.Text;
using Etl.Core.Schema;
using Etl.Jobs.Samples;

namespace Etl.Jobs.Tests.Samples;

public sealed class ContactSampleTests
{
    [Fact]
    public void The_sample_has_every_field_and_a_value_for_each()
    {
        var text = Encoding.UTF8.GetString(ContactSample.ToCsv());
        Assert.StartsWith(
            string.Join(',', ContactFields.All.Select(field => field.Name)) + "\n",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("\"Marlow & Sons, Ltd.\"", text, StringComparison.Ordinal);
        Assert.Contains("\"Grace \"\"Red\"\" O'Hara\"", text, StringComparison.Ordinal);
        Assert.Contains("\"First line\nSecond line\"", text, StringComparison.Ordinal);
    }
}
