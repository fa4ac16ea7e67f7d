namespace Watchfloor.Tests.Docs;

public sealed class StateMachinesTests
{
    [Fact]
    public void The_page_of_state_machines_shows_what_the_rules_do()
    {
        var path = Path.Combine(Root(), "docs", "state-machines.md");
        var page = StateMachines.Page();
        if (Environment.GetEnvironmentVariable("WATCHFLOOR_ACCEPT") == "1")
            File.WriteAllText(path, page);
        Assert.True(
            File.Exists(path) && File.ReadAllText(path) == page,
            $"{path} is stale: run this test with WATCHFLOOR_ACCEPT=1 and commit what it writes"
        );
    }

    static string Root()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Cluster.sln")))
                return directory.FullName;
        }
        throw new DirectoryNotFoundException("the tests do not lie within the project");
    }
}
