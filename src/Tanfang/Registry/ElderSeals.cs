using Tanfang.Data;

namespace Tanfang.Registry;

/// <summary>Opens and closes the sealed columns of an elder's rows; the only place that spells their places.</summary>
public static class ElderSeals
{
    public static Seal SealOf(this Vault vault, Elder elder) => vault.SealOf(elder.Id, elder.WrappedKey);

    /// <summary>table/column/row of a sealed column.</summary>
    public static string Place(string table, string column, Guid row) => $"{table}/{column}/{row:N}";

    public static byte[]? Close(this Seal seal, string table, string column, Guid row, string? text) =>
        seal.Close(Place(table, column, row), text);

    public static string? Open(this Seal seal, string table, string column, Guid row, byte[]? box) =>
        seal.OpenText(Place(table, column, row), box);
}
