using System.Security.Cryptography;

namespace Tanfang.Data.Backup;

/// <summary>Opens sealed values of a backup with the key: a backup whose values do not open is none.</summary>
internal sealed class SealedSample(Vault vault)
{
    /// <summary>How many people are tried.</summary>
    public const int Size = 200;

    /// <summary>Sealed columns of the elders table; each under the elder's own key.</summary>
    public static string[] Columns { get; } =
    ["id_number", "address", "phone", "disability_certificate", "benefits", "help_responsible", "help_measures"];

    public int Opened { get; private set; }

    /// <summary>Table, column and row of the values that did not open.</summary>
    public List<string> Failed { get; } = [];

    /// <summary>One elder: the wrapped key, then every column by it.</summary>
    public void Try(Guid elder, byte[] wrapped, IEnumerable<(string Column, byte[] Box)> boxes)
    {
        try
        {
            var seal = vault.SealOf(elder, wrapped);
            Opened++;
            foreach (var (column, box) in boxes)
            {
                Open(seal, $"elders/{column}/{elder:N}", box);
            }
        }
        catch (CryptographicException)
        {
            Failed.Add($"elders/wrapped_key/{elder:N}");
        }
    }

    private void Open(Seal seal, string place, byte[] box)
    {
        try
        {
            seal.Open(place, box);
            Opened++;
        }
        catch (CryptographicException)
        {
            Failed.Add(place);
        }
    }
}
