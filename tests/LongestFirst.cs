using Watchfloor.Tests;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace Watchfloor.Tests;

/// <summary>
/// What takes long begins first, so that nothing long is left over at the end: tests of whole processes and of the browser, which wait
/// more than they work, go side by side with the many quick ones.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    /// <summary>Parts of the names of classes, the longest first; whatever is not named comes behind.</summary>
    static readonly string[] Long =
    [
        "Processes.The_run_command",
        "Browser.What_everybody_can_read",
        "Processes.A_server_that_is_killed",
        "Stores.PostgresStoreContract",
        "Stores.PostgresSharedContract",
        "Processes.",
        "Browser.",
        "Observability.",
        "Postgres.",
        "Api.Fuzz.",
        "Api.Tenants.",
        "Api.",
    ];

    /// <inheritdoc/>
    public IReadOnlyCollection<TCollection> OrderTestCollections<TCollection>(IReadOnlyCollection<TCollection> testCollections)
        where TCollection : ITestCollection =>
        [
            .. testCollections
                .OrderBy(collection => Rank(collection.TestCollectionDisplayName))
                .ThenBy(collection => collection.TestCollectionDisplayName, StringComparer.Ordinal),
        ];

    static int Rank(string name) =>
        Array.FindIndex(Long, part => name.Contains(part, StringComparison.Ordinal)) is var at && at < 0 ? Long.Length : at;
}
