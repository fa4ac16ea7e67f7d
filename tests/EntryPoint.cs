using Watchfloor.Tests.Processes;
using Xunit.Runner.InProc.SystemConsole;

namespace Watchfloor.Tests;

/// <summary>The tests; or, for tests of upgrades, a process of the version after this one.</summary>
static class EntryPoint
{
    public static async Task<int> Main(string[] args) =>
        args is [NextVersion.Word, .. var words] ? await NextVersion.Run(words)
        : args.Any(static arg => arg is "--server" or "--internal-msbuild-node")
            ? await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(
                args,
                SelfRegisteredExtensions.AddSelfRegisteredExtensions
            )
        : await ConsoleRunner.Run(args);
}
