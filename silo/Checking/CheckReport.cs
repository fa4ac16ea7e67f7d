using System.Diagnostics;
using System.Globalization;
using Watchfloor.Kernel;

namespace Watchfloor.Silo;

/// <summary>Tells a person what a check found: the first differences one by one, then a line per kind, then the sum.</summary>
sealed class CheckReport(TextWriter output, int show)
{
    readonly long _began = Stopwatch.GetTimestamp();
    int _found;

    public async ValueTask Found(Difference difference)
    {
        if (++_found <= show)
            await output.WriteLineAsync($"{difference.Entity}: {difference.What}");
        else if (_found == show + 1)
            await output.WriteLineAsync("… and more, which are only counted");
    }

    public void End(IReadOnlyList<KindChecked> kinds, long? mended)
    {
        var took = Stopwatch.GetElapsedTime(_began).TotalSeconds;
        output.WriteLine($"{"kind", -12}{"documents", 14}{"facts", 14}{"differ", 10}");
        foreach (var kind in kinds)
            output.WriteLine($"{kind.Kind, -12}{Words(kind.Documents), 14}{Words(kind.Facts), 14}{Words(kind.Differences), 10}");
        var (facts, differ) = (kinds.Sum(kind => kind.Facts), kinds.Sum(kind => kind.Differences));
        var verdict =
            differ == 0 ? "Every document follows from its journal"
            : mended is { } anew ? $"{Words(anew)} of {Words(differ)} documents that differ were written anew"
            : $"{Words(differ)} documents do not follow from their journals";
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{verdict}: {Words(facts)} facts in {took:0.0} s, {Words((long)(facts / took))} facts/s."
            )
        );
    }

    static string Words(long number) => number.ToString("N0", CultureInfo.InvariantCulture).Replace(',', ' ');
}
