namespace Tanfang.Policy;

/// <summary>Where a person stands on one day: the packs that cover the residence, and what may substitute there.</summary>
internal static class Situated
{
    /// <summary>The substitutions open for a person on a day, by pack.</summary>
    public static List<Substitution> Substitutions(PolicySet policies, List<PackRules> covering, in Segment segment)
    {
        var open = new List<Substitution>();
        if (segment.Person.Situations == 0)
        {
            return open;
        }
        foreach (var pack in covering)
        {
            foreach (var substitution in pack.Pack.Substitutions)
            {
                var bit = policies.Dictionary.SituationBit(substitution.Situation);
                if ((segment.Person.Situations & bit) != 0 && pack.Pack.Validity.Contains(segment.Days.From))
                {
                    open.Add(substitution);
                }
            }
        }
        return open;
    }
}
