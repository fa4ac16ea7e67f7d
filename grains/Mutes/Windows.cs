using Watchfloor.Catalogue;
using Watchfloor.Events;

namespace Watchfloor.Mutes;

/// <summary>The maintenance windows of a tenant.</summary>
sealed class Windows(IReadOnlyList<Entry<MaintenanceSpec>> entries)
{
    readonly Window[] _windows = [.. entries.Select(entry => new Window(entry.Id, entry.Spec))];

    /// <summary>Of the windows that last and hold such events, the one that ends last.</summary>
    public Mute? For(Detection seen, DateTimeOffset now)
    {
        if (_windows.Length == 0)
            return null;
        var labels = Labels.Of(seen);
        return _windows
            .Where(window => window.EndAt(now) is not null && labels.Match(window.Spec.Match))
            .Select(window => new Mute(AsideKind.Maintenance, window.Id, window.Words, window.EndAt(now), PausesSla: true))
            .MaxBy(mute => mute.Until);
    }

    /// <summary>Whether events of a facility and category can be held by a window like these, whatever else they are.</summary>
    public static bool MayHold(Values<MaintenanceSpec> specs, string? facilityId, string category) =>
        specs.Any(spec =>
            spec.Match.All(matcher =>
                matcher.Label switch
                {
                    "facilityId" => Labels.Holds(matcher, facilityId ?? ""),
                    "category" => Labels.Holds(matcher, category),
                    _ => true,
                }
            )
        );

    /// <summary>A window, which looks into the calendar no oftener than it begins or ends.</summary>
    sealed class Window(string id, MaintenanceSpec spec)
    {
        DateTimeOffset _from = DateTimeOffset.MaxValue;
        DateTimeOffset _to;
        DateTimeOffset? _end;

        public string Id => id;

        public MaintenanceSpec Spec => spec;

        public string Words { get; } = Aside.Short(string.IsNullOrWhiteSpace(spec.Reason) ? spec.Name : $"{spec.Name}: {spec.Reason}");

        public DateTimeOffset? EndAt(DateTimeOffset now)
        {
            if (now < _from || now >= _to)
            {
                _end = WindowCalendar.EndAt(spec, now);
                _from = now;
                _to = _end ?? WindowCalendar.StartAfter(spec, now) ?? DateTimeOffset.MaxValue;
            }
            return _end;
        }
    }
}
