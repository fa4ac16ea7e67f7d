using Watchfloor.Input;
using Watchfloor.Problems;

namespace Watchfloor.Events;

/// <summary>For how long an event is shelved, and why.</summary>
sealed record HowShelved : IChecked
{
    /// <summary>From a second to seven days; may be left out where it is one-shot, whose cap is then 24 hours.</summary>
    public TimeSpan? For { get; init; }

    /// <summary>1–500 characters; everybody reads it.</summary>
    public required string Reason { get; init; }

    /// <summary>Only until it changes by itself: a condition clears, or, where none is open, it is seen again.</summary>
    public bool OneShot { get; init; }

    public ProblemAnswer? Problem()
    {
        var complaints = new Complaints();
        complaints.Unless(For is not null || OneShot, "for", "is missing; say for how long, or make it one-shot");
        complaints.Aside(AsideKind.Shelved, For, Reason);
        return complaints.Problem;
    }

    public PutAside ToCommand(string by) => new(AsideKind.Shelved, by, For, Reason, OneShot);
}

/// <summary>For how long an event is suppressed or out of service, and why.</summary>
sealed record HowAside : IChecked
{
    /// <summary>From a second to 365 days.</summary>
    public required TimeSpan For { get; init; }

    /// <summary>1–500 characters; everybody reads it.</summary>
    public required string Reason { get; init; }

    public ProblemAnswer? Problem()
    {
        var complaints = new Complaints();
        complaints.Aside(AsideKind.OutOfService, For, Reason);
        return complaints.Problem;
    }

    public PutAside ToCommand(AsideKind kind, string by) => new(kind, by, For, Reason);
}

/// <summary>The ranges of everything that sets an event aside.</summary>
static class AsideChecks
{
    public static void Aside(this Complaints complaints, AsideKind kind, TimeSpan? length, string reason)
    {
        complaints.Between("for", length, AsideLimits.Least, AsideLimits.Most(kind));
        complaints.Text("reason", reason, 1, AsideLimits.LongestReason);
        complaints.Unless(!string.IsNullOrWhiteSpace(reason), "reason", "must not be blank");
    }
}
