using Watchfloor.Catalogue;
using Watchfloor.Escalations;
using Watchfloor.Kernel;
using Watchfloor.ServiceLevels;

namespace Watchfloor.Tests.Grains;

/// <summary>A storm reads what people have defined a few times, not once for each event.</summary>
public sealed class SharedCatalogueTests
{
    readonly Shelf _shelf = new();

    [Fact]
    public async Task All_who_come_while_a_read_is_under_way_share_the_next()
    {
        var shared = new SharedCatalogue(_shelf);
        var first = All(shared);
        var others = Enumerable.Range(0, 100).Select(_ => All(shared)).ToList();
        Assert.Equal(1, _shelf.Reads);
        _shelf.Answer.SetResult();
        await first;
        await Task.WhenAll(others);
        Assert.Equal(2, _shelf.Reads);
        await All(shared);
        Assert.Equal(3, _shelf.Reads);
    }

    [Fact]
    public async Task Each_kind_and_tenant_is_read_for_itself()
    {
        var shared = new SharedCatalogue(_shelf);
        _shelf.Answer.SetResult();
        await All(shared);
        await shared.All<SlaPolicySpec>(TenantId.Default, Kinds.SlaPolicy, TestContext.Current.CancellationToken);
        await shared.All<PolicySpec>(new("other"), Kinds.Policy, TestContext.Current.CancellationToken);
        Assert.Equal(3, _shelf.Reads);
    }

    static Task<IReadOnlyList<Entry<PolicySpec>>> All(SharedCatalogue shared) =>
        shared.All<PolicySpec>(TenantId.Default, Kinds.Policy, TestContext.Current.CancellationToken);

    /// <summary>An empty catalogue that answers when the test says so.</summary>
    sealed class Shelf : ICatalogueReads
    {
        int _reads;

        public TaskCompletionSource Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Reads => Volatile.Read(ref _reads);

        public async ValueTask<IReadOnlyList<Entry<TSpec>>> All<TSpec>(TenantId tenant, string kind, CancellationToken cancellation)
        {
            Interlocked.Increment(ref _reads);
            await Answer.Task;
            return [];
        }

        public ValueTask<Entry<TSpec>?> Find<TSpec>(TenantId tenant, string kind, string id, CancellationToken cancellation) =>
            throw new NotSupportedException("nobody looks for one");
    }
}
