namespace Tanfang.Divisions;

/// <summary>
/// What stands for a division where only beginnings are compared: in the rules, "lies in" means "begins with". The code serves while it
/// begins as the township's does and nobody else ever had it; after a change it may not, and then the township's and the number say where it is.
/// </summary>
public static class DivisionPlace
{
    /// <param name="township">Of a village: what it lies in; null when it lies in none.</param>
    public static string Of(Division division, Division? township)
    {
        var above = township is null ? "" : Of(township, null);
        if (division.ValidFrom is null && division.Code.StartsWith(above, StringComparison.Ordinal))
        {
            return division.Code;
        }

        return $"{(above.Length > 0 ? above : division.Code)}~{division.Id}";
    }
}
