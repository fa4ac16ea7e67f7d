using System.Collections.Immutable;
using Orleans.Runtime;

namespace Orleans.Clustering;

/// <summary>The cluster as a member sees it. Its <see cref="Keeper"/> changes it, everybody else asks.</summary>
sealed class SiloCluster : ICluster
{
    volatile Life? _life;
    volatile Outlook _outlook = new([], []);
    volatile TaskCompletionSource _change = NextChange();

    /// <summary>What the keeper is to look at before its time.</summary>
    internal Signal Signal { get; } = new();

    /// <summary>Null before the silo has joined.</summary>
    internal Life? Life => _life;

    /// <summary>A sentence for each member whom others cannot reach.</summary>
    internal ImmutableArray<string> Unreached => _outlook.Unreached;

    /// <summary>A sentence when this silo is one that most others cannot reach.</summary>
    internal ImmutableArray<string> CutOff => _outlook.CutOff;

    public View View => _life?.Handover.Installed ?? View.None;

    public event Action<View>? Installed;

    public Task Change => _change.Task;

    public ReadOnlyMemory<byte> Secret => _life?.Secret ?? ReadOnlyMemory<byte>.Empty;

    public SiloAddress? OwnerOf(GrainId grain) => View.OwnerOf(grain);

    public bool MayServe(GrainId grain) => _life is { } life && life.Lease.IsHeld && life.Handover.MayServe(grain);

    /// <summary>Whether a life of that name, as its address is written down, is in the view.</summary>
    internal bool IsMember(string life) => View.Members.Any(member => member.Address.ToParsableString() == life);

    public bool MayCall => _life is { } life && life.Lease.IsHeld;

    /// <summary>
    /// Whether a batch may hold something of the grain: also for half a second after it was given away. Whether the lease is over, the
    /// database itself knows better.
    /// </summary>
    internal bool MayCommit(GrainId grain) => _life is { Lease.IsLost: false } life && life.Handover.MayCommit(grain);

    public void Heard(long view)
    {
        if (
            _life is { } life
            && (view > life.Handover.Installed.Number || (view == life.Handover.Installed.Number && life.Handover.IsWaiting))
        )
            Signal.Look();
    }

    public void Refused(SiloAddress member, bool wasThere)
    {
        if (_life is not { } life || !View.Has(member))
            return;
        life.Suspicion.Refuse(member, wasThere);
        Signal.Look();
    }

    public void Reached(SiloAddress member) => _life?.Suspicion.Reach(member);

    public void Missed(SiloAddress member)
    {
        if (View.Has(member))
            _life?.Suspicion.Miss(member);
    }

    /// <summary>What the votes of all members say.</summary>
    internal void Count(ImmutableArray<Vote> votes)
    {
        var view = View;
        var missed = votes.Where(vote => view.Has(vote.Of)).ToLookup(static vote => vote.Of, static vote => vote.By);
        var mine = _life is { } life ? missed[life.Self].Count() : 0;
        _outlook = new(
            [.. missed.Select(static one => $"{one.Key} cannot be reached by {string.Join(", ", one.Order())}.")],
            mine > 1 && mine > (view.Members.Length - 1) / 2
                ? [$"{mine} of {view.Members.Length - 1} other silos cannot reach this one"]
                : []
        );
    }

    /// <summary>A batch was refused by the fence: the row says whether this life is over.</summary>
    internal void Doubt() => Signal.Renew();

    internal void Begin(Life life, View first)
    {
        _life = life;
        Install(first);
    }

    internal bool Install(View next)
    {
        var before = View;
        if (_life?.Handover.Install(next) != true)
            return false;
        Installed?.Invoke(before);
        HasChanged();
        return true;
    }

    /// <summary>Whoever waits looks again.</summary>
    internal void HasChanged() => Interlocked.Exchange(ref _change, NextChange()).SetResult();

    static TaskCompletionSource NextChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    sealed record Outlook(ImmutableArray<string> Unreached, ImmutableArray<string> CutOff);
}

/// <summary>One run of a silo as a member, from its join to its end.</summary>
sealed class Life(SiloAddress self, ReadOnlyMemory<byte> secret, TimeSpan lease, TimeProvider clock)
{
    internal SiloAddress Self { get; } = self;

    internal ReadOnlyMemory<byte> Secret { get; } = secret;

    internal Lease Lease { get; } = new(lease, clock);

    internal Handover Handover { get; } = new(self);

    internal Suspicion Suspicion { get; } = new(self, lease, clock);

    internal Rift Rift { get; } = new(self, lease, clock);
}
