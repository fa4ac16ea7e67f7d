using Watchfloor.Catalogue;
using Watchfloor.Events;
using Watchfloor.Kernel;

namespace Watchfloor.Tests.Grains;

/// <summary>Who asks for the rules gets what was true after the question.</summary>
public sealed class RulebooksTests
{
    static readonly Detection Seen = new("s", null, null, Severity.Low, "flow", null, "Flow low", null, DateTimeOffset.UnixEpoch, null, []);

    readonly Shelf _shelf = new();

    [Fact]
    public async Task Who_comes_while_a_read_is_under_way_shares_the_next()
    {
        var books = new Rulebooks(_shelf);
        var first = books.Of(TenantId.Default, TestContext.Current.CancellationToken);
        var others = Enumerable.Range(0, 5).Select(_ => books.Of(TenantId.Default, TestContext.Current.CancellationToken)).ToList();
        Assert.Single(_shelf.Reads);

        _shelf.Reads[0].SetResult([]);
        Assert.Equal(Place.Usual, (await first).PlaceOf(TenantId.Default, Seen));
        await Eventually.Sees("read 2 begins", () => Task.FromResult(_shelf.Reads.Count), count => count == 2);
        _shelf.Reads[1].SetResult([new("r1", 1, new("short", [], [], TimeSpan.FromMinutes(1)))]);

        foreach (var book in await Task.WhenAll(others))
            Assert.Equal(TimeSpan.FromMinutes(1), book.PlaceOf(TenantId.Default, Seen).Window);
        Assert.Equal(2, _shelf.Reads.Count);
    }

    [Fact]
    public async Task A_read_that_failed_is_made_again_and_tenants_do_not_wait_for_each_other()
    {
        var books = new Rulebooks(_shelf);
        var failing = books.Of(TenantId.Default, TestContext.Current.CancellationToken);
        var after = books.Of(TenantId.Default, TestContext.Current.CancellationToken);
        var other = books.Of(new("other"), TestContext.Current.CancellationToken);
        Assert.Equal(2, _shelf.Reads.Count);

        _shelf.Reads[1].SetResult([]);
        await other;
        _shelf.Reads[0].SetException(new InvalidOperationException("the store is away"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => failing);
        await Eventually.Sees("read 3 begins", () => Task.FromResult(_shelf.Reads.Count), count => count == 3);
        _shelf.Reads[2].SetResult([]);
        Assert.Equal(Place.Usual, (await after).PlaceOf(TenantId.Default, Seen));
    }

    /// <summary>A catalogue whose answers wait for the test.</summary>
    sealed class Shelf : ICatalogueReads
    {
        readonly Lock _gate = new();
        readonly List<TaskCompletionSource<IReadOnlyList<Entry<CorrelationRuleSpec>>>> _reads = [];

        public IReadOnlyList<TaskCompletionSource<IReadOnlyList<Entry<CorrelationRuleSpec>>>> Reads
        {
            get
            {
                lock (_gate)
                    return [.. _reads];
            }
        }

        public ValueTask<IReadOnlyList<Entry<TSpec>>> All<TSpec>(TenantId tenant, string kind, CancellationToken cancellation)
        {
            var read = new TaskCompletionSource<IReadOnlyList<Entry<CorrelationRuleSpec>>>();
            lock (_gate)
                _reads.Add(read);
            return new((Task<IReadOnlyList<Entry<TSpec>>>)(object)read.Task);
        }

        public ValueTask<Entry<TSpec>?> Find<TSpec>(TenantId tenant, string kind, string id, CancellationToken cancellation) =>
            throw new NotSupportedException("nobody looks for one");
    }
}
