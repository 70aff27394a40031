namespace Etl.Core.Normalization.Names;

/// <summary>Which customs of names belong to which country.</summary>
static class NameCustomsTable
{
    /// <summary>The customs of a country and its region.</summary>
    /// <param name="country">ISO 3166 alpha-2 in capitals; empty when it is not known.</param>
    /// <param name="region">The code of its province; empty when it is not known. Of Canada, Québec alone writes French.</param>
    public static NameCustoms Of(ReadOnlySpan<byte> country, ReadOnlySpan<byte> region) =>
        country switch
        {
            [(byte)'H', (byte)'U'] => NameCustoms.Hungarian,
            [(byte)'F', (byte)'R'] or [(byte)'B', (byte)'E'] or [(byte)'L', (byte)'U'] => NameCustoms.French,
            [(byte)'C', (byte)'H'] => NameCustoms.French | NameCustoms.German,
            [(byte)'D', (byte)'E'] or [(byte)'A', (byte)'T'] or [(byte)'L', (byte)'I'] => NameCustoms.German,
            [(byte)'P', (byte)'L'] => NameCustoms.Polish,
            [(byte)'T', (byte)'R'] => NameCustoms.Turkish,
            [(byte)'C', (byte)'A'] when region.SequenceEqual("QC"u8) => NameCustoms.French,
            [(byte)'E', (byte)'S'] => NameCustoms.Spanish | NameCustoms.TwoSurnames,
            [(byte)'B', (byte)'R'] or [(byte)'P', (byte)'T'] or [(byte)'A', (byte)'O'] or [(byte)'M', (byte)'Z'] =>
                NameCustoms.Portuguese,
            [_, _] when "CN TW HK MO SG MY"u8.IndexOf(country) >= 0 => NameCustoms.Chinese,
            [(byte)'J', (byte)'P'] => NameCustoms.Japanese,
            [(byte)'K', (byte)'R'] => NameCustoms.Korean,
            [(byte)'V', (byte)'N'] => NameCustoms.Vietnamese,
            [(byte)'I', (byte)'D'] => NameCustoms.Indonesian,
            [_, _] when "MX GT HN SV NI CR PA CU DO PR CO VE EC PE BO CL AR UY PY GQ"u8.IndexOf(country) >= 0 =>
                NameCustoms.TwoSurnames,
            _ => NameCustoms.None,
        };
}
