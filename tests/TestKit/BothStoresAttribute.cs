using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Tanfang.TestKit;

/// <summary>The stores there are; what holds on one must hold on the other.</summary>
public enum Store
{
    /// <summary>The embedded one of a single office.</summary>
    Sqlite,

    /// <summary>The one of a city or province.</summary>
    Postgres,
}

/// <summary>
/// Runs a theory on both stores: its first parameter is the <see cref="Store"/>, the given values follow.
/// Several of them give several cases, each on both.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class BothStoresAttribute(params object?[]? values) : DataAttribute
{
    /// <summary>What follows the store.</summary>
    public IReadOnlyList<object?> Values { get; } = values ?? [null];

    /// <inheritdoc/>
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(
        MethodInfo testMethod,
        DisposalTracker disposalTracker
    ) => new([.. Enum.GetValues<Store>().Select(store => new TheoryDataRow([store, .. Values]))]);

    /// <inheritdoc/>
    public override bool SupportsDiscoveryEnumeration() => true;
}
