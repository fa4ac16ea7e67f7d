using System.Globalization;

namespace Watchfloor.Tests.Processes;

/// <summary>
/// From what chance begins: what WATCHFLOOR_SEED says, so that a run can be repeated, else from the clock in the long form, and always the
/// same in the short one.
/// </summary>
static class Seeds
{
    const string Variable = "WATCHFLOOR_SEED";

    public static int For(bool isLong, int usual)
    {
        var seed = Environment.GetEnvironmentVariable(Variable) switch
        {
            { Length: > 0 } given => int.Parse(given, CultureInfo.InvariantCulture),
            _ when isLong => (int)(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() % int.MaxValue),
            _ => usual,
        };
        TestContext.Current.TestOutputHelper!.WriteLine("The same again: {0}={1}{2}", Variable, seed, isLong ? " WATCHFLOOR_LONG=1" : "");
        return seed;
    }
}
