using System.Collections.Immutable;
using Orleans.Runtime;

namespace Orleans.Clustering;

/// <summary>
/// What views mean for the grains of one silo. The silo's keeper changes it; it is asked on any thread, without a lock.
/// </summary>
sealed class Handover(SiloAddress self)
{
    readonly Lock _gate = new();
    volatile Claim _claim = new([View.None]);
    volatile Claim? _before;
    long _acknowledged;

    internal View Installed => _claim.Views[^1];

    /// <summary>The view that the next renewal acknowledges.</summary>
    internal long Acknowledged => Volatile.Read(ref _acknowledged);

    /// <summary>Whether what a view gave away has not been let go yet.</summary>
    internal bool IsDropping => Acknowledged < Installed.Number;

    /// <summary>Whether the barrier of the installed view is yet to be passed.</summary>
    internal bool IsWaiting => _claim.Views.Length > 1;

    /// <summary>
    /// Whether turns may begin: the grain is this silo's own in the view of the last barrier and in each that was installed since. One that
    /// was given away in between, and came back, waits for the next barrier like any other.
    /// </summary>
    internal bool MayServe(GrainId grain) => _claim.Gives(grain, self);

    /// <summary>Whether a turn that runs may commit: also for half a second after its grain was given away.</summary>
    internal bool MayCommit(GrainId grain) => MayServe(grain) || (_before is { } before && before.Gives(grain, self));

    /// <summary>From now on no turn begins for what the view gives to others. Numbers may be skipped, and never go back.</summary>
    internal bool Install(View next)
    {
        lock (_gate)
        {
            var now = _claim;
            if (next.Number <= now.Views[^1].Number)
                return false;
            _before ??= now;
            _claim = new(now.Views.Add(next));
            return true;
        }
    }

    /// <summary>The half second is over: running turns of what was given away commit nothing any more. Not when a newer view has come meanwhile.</summary>
    internal bool Refuse(View dropped)
    {
        lock (_gate)
        {
            if (dropped.Number != Installed.Number)
                return false;
            _before = null;
            return true;
        }
    }

    /// <summary>
    /// All that the view gave away is let go, and the fate of every batch under way is known: the view may be acknowledged, unless a newer
    /// one has come meanwhile.
    /// </summary>
    internal bool Drop(View dropped)
    {
        lock (_gate)
        {
            if (dropped.Number != Installed.Number || _before is not null)
                return false;
            Volatile.Write(ref _acknowledged, dropped.Number);
            return true;
        }
    }

    /// <summary>The barrier of the installed view is passed: what it gives to this silo may be loaded and served.</summary>
    internal bool Activate(View passed)
    {
        lock (_gate)
        {
            if (passed.Number != Installed.Number || IsDropping || !IsWaiting)
                return false;
            _claim = new([passed]);
            return true;
        }
    }

    /// <summary>The view of the last barrier, and those installed since.</summary>
    sealed class Claim(ImmutableArray<View> views)
    {
        internal ImmutableArray<View> Views { get; } = views;

        internal bool Gives(GrainId grain, SiloAddress self)
        {
            foreach (var view in Views)
                if (!self.Equals(view.OwnerOf(grain)))
                    return false;
            return true;
        }
    }
}
