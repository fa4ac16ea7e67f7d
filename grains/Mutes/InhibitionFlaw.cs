using Watchfloor.Catalogue;
using Watchfloor.Events;

namespace Watchfloor.Mutes;

/// <summary>What makes an inhibition rule senseless.</summary>
static class InhibitionFlaw
{
    const int MostEqual = 10;

    public static string? Of(InhibitionSpec spec) =>
        SpecFlaws.OfName(spec.Name)
        ?? (spec.Source.Length == 0 ? "source needs a matcher: not every event mutes others" : null)
        ?? MatcherFlaw.Of(spec.Source, "source")
        ?? MatcherFlaw.Of(spec.Target, "target")
        ?? (spec.Equal.Length > MostEqual ? $"equal holds at most {MostEqual} labels" : null)
        ?? spec.Equal.Select(MatcherFlaw.OfLabel).Where(flaw => flaw is not null).Select(flaw => $"equal {flaw}").FirstOrDefault()
        ?? (spec.Equal.Distinct().Count() != spec.Equal.Length ? "equal must name each label once" : null);
}
