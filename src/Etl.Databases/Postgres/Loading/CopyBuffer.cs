namespace Etl.Databases.Postgres.Loading;

/// <summary>The buffer of a connection's COPYs, kept from one to the next.</summary>
sealed class CopyBuffer
{
    byte[] bytes = [];

    /// <summary>At least that many bytes.</summary>
    public byte[] Bytes(int size) => bytes.Length >= size ? bytes : bytes = new byte[size];
}
