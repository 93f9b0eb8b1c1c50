namespace Tanfang.Policy;

/// <summary>When a ground holds, as written in a pack; references to parameters are already resolved.</summary>
public abstract record Condition
{
    /// <summary>True when the condition holds for this person on this day.</summary>
    public abstract bool Holds(in PersonOn person);

    /// <summary>At least one of the categories (implied ones included).</summary>
    /// <param name="Keys">Category keys as written.</param>
    /// <param name="Set">The same as a set.</param>
    public sealed record AnyCategory(IReadOnlyList<string> Keys, CategorySet Set) : Condition
    {
        /// <inheritdoc/>
        public override bool Holds(in PersonOn person) => person.Categories.Overlaps(Set);
    }

    /// <summary>At least this many years old; the birthday itself counts.</summary>
    /// <param name="Years">Full years.</param>
    public sealed record AgeAtLeast(int Years) : Condition
    {
        /// <inheritdoc/>
        public override bool Holds(in PersonOn person) => person.Age >= Years;
    }

    /// <summary>Lives in the countryside or on pastures (农村牧区).</summary>
    /// <param name="WhenUnknown">What holds when the place's kind is not known (reading `ruralWhenUnknown`).</param>
    public sealed record LivesRurally(bool WhenUnknown) : Condition
    {
        /// <inheritdoc/>
        public override bool Holds(in PersonOn person) => person.Rural ?? WhenUnknown;
    }

    /// <summary>A situation of this kind is open where the person lives.</summary>
    /// <param name="Kind">Key of the situation kind.</param>
    /// <param name="Bit">The kind's bit.</param>
    public sealed record SituationOpen(string Kind, uint Bit) : Condition
    {
        /// <inheritdoc/>
        public override bool Holds(in PersonOn person) => (person.Situations & Bit) != 0;
    }

    /// <summary>A parameter that is yes or no.</summary>
    /// <param name="Value">Its value.</param>
    public sealed record Setting(bool Value) : Condition
    {
        /// <inheritdoc/>
        public override bool Holds(in PersonOn person) => Value;
    }

    /// <summary>Every part holds; true when there are none.</summary>
    /// <param name="Parts">The parts.</param>
    public sealed record All(IReadOnlyList<Condition> Parts) : Condition
    {
        private readonly Condition[] _parts = [.. Parts];

        /// <inheritdoc/>
        public override bool Holds(in PersonOn person)
        {
            foreach (var part in _parts)
            {
                if (!part.Holds(person))
                {
                    return false;
                }
            }
            return true;
        }
    }

    /// <summary>At least one part holds; false when there are none.</summary>
    /// <param name="Parts">The parts.</param>
    public sealed record Any(IReadOnlyList<Condition> Parts) : Condition
    {
        private readonly Condition[] _parts = [.. Parts];

        /// <inheritdoc/>
        public override bool Holds(in PersonOn person)
        {
            foreach (var part in _parts)
            {
                if (part.Holds(person))
                {
                    return true;
                }
            }
            return false;
        }
    }

    /// <summary>The part does not hold. Never over a category: <see cref="PolicyCheck"/> refuses that.</summary>
    /// <param name="Part">The part.</param>
    public sealed record Not(Condition Part) : Condition
    {
        /// <inheritdoc/>
        public override bool Holds(in PersonOn person) => !Part.Holds(person);
    }
}
