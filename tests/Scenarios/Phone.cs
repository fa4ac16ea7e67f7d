using System.Collections.Concurrent;
using Watchfloor.Adapters;
using Watchfloor.Channels;
using Watchfloor.Notifications;

namespace Watchfloor.Tests.Scenarios;

/// <summary>A phone in a room: it remembers every ring, and does what it is told when it is called.</summary>
sealed class Phone(string owner)
{
    readonly ConcurrentQueue<PageMessage> _unheard = [];
    readonly ConcurrentQueue<PageMessage> _all = [];
    readonly Queue<Func<CancellationToken, Task<Delivery>>> _moods = [];
    int _hanging;

    /// <summary>Every time it rang, heard or not.</summary>
    public IReadOnlyList<PageMessage> All => [.. _all];

    /// <summary>Somebody is on the line and nobody answers.</summary>
    public bool Hangs => Volatile.Read(ref _hanging) > 0;

    /// <summary>It has rung once, for this, and nobody has noticed yet.</summary>
    public PageMessage Rings(string title)
    {
        Assert.True(_unheard.TryDequeue(out var page), $"{owner}'s phone did not ring for '{title}'");
        Assert.Equal(title, page.Title);
        return page;
    }

    /// <summary>It has rung once for each of these, in whatever order.</summary>
    public void RingsForEachOf(params string[] titles)
    {
        var heard = titles.Select(_ => _unheard.TryDequeue(out var page) ? page.Title : "no ring").ToList();
        Assert.Equal(titles.Order(), heard.Order());
    }

    /// <summary>It has not rung since somebody listened.</summary>
    public void IsSilent() =>
        Assert.True(_unheard.IsEmpty, $"{owner}'s phone rang for {string.Join(", ", _unheard.Select(page => page.Title))}");

    /// <summary>The next calls fail.</summary>
    public void FailsNext(int times, string why = "busy")
    {
        for (; times > 0; times--)
            _moods.Enqueue(_ => Task.FromResult(Delivery.Failed(why)));
    }

    /// <summary>The next call is not answered until the returned action is done; if it never is, it hangs for ever.</summary>
    public Action HangsNext()
    {
        var answered = new TaskCompletionSource<Delivery>(TaskCreationOptions.RunContinuationsAsynchronously);
        _moods.Enqueue(async _ =>
        {
            Interlocked.Increment(ref _hanging);
            try
            {
                return await answered.Task; // deaf to cancellation, as sockets are when a process dies
            }
            finally
            {
                Interlocked.Decrement(ref _hanging);
            }
        });
        return () => answered.SetResult(Delivery.Delivered());
    }

    /// <summary>Nobody waits any more for an answer that never comes.</summary>
    public void LineIsCut() => Interlocked.Exchange(ref _hanging, 0);

    public Task<Delivery> Call(PageMessage page, CancellationToken cancellation)
    {
        _all.Enqueue(page);
        _unheard.Enqueue(page);
        Func<CancellationToken, Task<Delivery>>? mood;
        lock (_moods)
            _moods.TryDequeue(out mood);
        return mood?.Invoke(cancellation) ?? Task.FromResult(Delivery.Delivered());
    }
}

/// <summary>All phones of a room; they outlive its power cuts.</summary>
sealed class Phones
{
    readonly ConcurrentDictionary<string, Phone> _phones = [];

    public Phone Of(string owner) => _phones.GetOrAdd(owner, static name => new(name));

    public IEnumerable<Phone> All => _phones.Values;
}

/// <summary>Reaches the phones of a room.</summary>
[Adapter("phone")]
sealed class PhoneChannel(Phones phones) : IChannel
{
    public ChannelKind Kind { get; } = new("phone", "Phone", [new("owner", "Owner", Required: true, Secret: false, Format: "text")]);

    public Task<Delivery> Send(PageMessage page, ChannelSpec channel, CancellationToken cancellation) =>
        phones.Of(channel.Setting("owner")!).Call(page, cancellation);
}
