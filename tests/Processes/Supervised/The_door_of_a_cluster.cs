using Watchfloor.Silo;

namespace Watchfloor.Tests.Processes;

/// <summary>The socket by which verbs ask a cluster that runs.</summary>
public sealed class The_door_of_a_cluster
{
    [Fact]
    public async Task Answers_also_where_the_path_is_too_long_for_a_socket_and_leaves_nothing_behind()
    {
        using var directory = new TemporaryDirectory();
        var data = Directory.CreateDirectory(directory[new string('d', 120)]).FullName;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var door = new ClusterDoor(data);
        var elsewhere = Path.GetDirectoryName(door.Path)!;
        Assert.NotEqual(data, elsewhere);
        var serving = door.Serve(words => Task.FromResult($"heard {words.Length}"), stop.Token);
        var file = new ClusterFile(Environment.ProcessId, door.Path, "", []);
        Assert.Equal("heard 2", await ClusterDoor.Ask(file, data, "kill 2", stop.Token));

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => serving);
        door.Dispose();
        Assert.False(Directory.Exists(elsewhere), "its directory is gone");
    }
}
