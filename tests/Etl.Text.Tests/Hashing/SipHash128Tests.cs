using System.Buffers.Binary;
using Etl.Text.Hashing;

namespace Etl.Text.Tests.Hashing;

public sealed class SipHash128Tests
{
    [Fact]
    public void Empty_input_gives_the_first_published_vector()
    {
        var bytes = new byte[16];
        var hash = new SipHash128(0x0706050403020100, 0x0F0E0D0C0B0A0908);
        BinaryPrimitives.WriteUInt128LittleEndian(bytes, hash.Compute([]));
        Assert.Equal("A3817F04BA25A8E66DF67214C7550293", Convert.ToHexString(bytes));
    }
}
