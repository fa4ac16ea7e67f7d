using System.Text.Json;
using System.Text.Json.Serialization;
using Watchfloor.Store;

namespace Watchfloor.Silo;

/// <summary>One process of the cluster, as the file has it.</summary>
sealed record WorkerNote(string Kind, int Number, string Name, int Pid, string Address, string? SiloAddress, WorkerState State);

/// <summary>
/// What runs in a data directory, for the verbs: processes, their ports, and the database. Only their owner can read it. It goes with the
/// cluster; one that a kill left behind is known by its closed door.
/// </summary>
sealed record ClusterFile(int Pid, string Door, string Database, IReadOnlyList<WorkerNote> Processes)
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string In(string data) => Path.Combine(data, "cluster.json");

    public void Write(string data) => OwnerFile.Write(In(data), JsonSerializer.Serialize(this, Options));

    /// <summary>Throws <see cref="StoreRefusedException"/> where none runs there.</summary>
    public static ClusterFile Read(string data)
    {
        try
        {
            return JsonSerializer.Deserialize<ClusterFile>(File.ReadAllText(In(data)), Options)!;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            throw NoneRuns(data);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StoreRefusedException($"{In(data)} can be read by its owner alone: ask as the user who started the cluster.", e);
        }
        catch (IOException e)
        {
            throw new StoreRefusedException($"{In(data)} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The database of a directory: as it was given, else the one of a cluster that has its own there; null where it is a file.</summary>
    public static string? DatabaseOf(string? given, string data) =>
        given is null && PrivateDatabase.IsIn(data) ? Read(data).Database : given;

    public static StoreRefusedException NoneRuns(string data) =>
        new($"No cluster runs in {data}; start one with ./run --silos 3 --data {data}.");
}
