using System.Text;

namespace Etl.Text.Tests;

public sealed class WindowsSignsTests
{
    static WindowsSignsTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Fact]
    public void The_signs_are_those_of_the_systems_windows_1252()
    {
        var windows = Encoding.GetEncoding(1252);
        for (var control = 0; control < 0x100; control++)
        {
            var expected = windows.GetString([(byte)control])[0];
            var isSign = expected != control;
            Assert.Equal((control, isSign), (control, WindowsSigns.TryOfControl(control, out var sign)));
            Assert.Equal((control, isSign ? control : -1), (control, WindowsSigns.ByteOf(expected)));
            Assert.Equal(isSign ? new Rune(expected) : default, sign);
        }
    }
}
