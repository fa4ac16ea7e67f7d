using System.Security.Cryptography;
using Watchfloor.Store.Sqlite;

namespace Watchfloor.Store;

/// <summary>Copies the SQLite database of a data directory: one snapshot, without what was deleted, while the server goes on writing.</summary>
public sealed class SqliteCopy(string directory) : IDatabaseCopy
{
    readonly string _dataFile = DataDirectory.DataFileIn(directory);

    /// <inheritdoc/>
    public string Kind => "sqlite";

    /// <inheritdoc/>
    public Task Save(string file, CancellationToken cancellation)
    {
        if (!File.Exists(_dataFile))
            throw new StoreRefusedException($"There is no database in {directory}; give the --data of the server.");
        try
        {
            DatabaseFile.MustBeOurs(_dataFile);
            using (var connection = Connection.ToCopy(_dataFile))
                connection.Sql("VACUUM INTO ?").Add(file).Run();
            cancellation.ThrowIfCancellationRequested();
            MustBeSound(file);
            return Task.CompletedTask;
        }
        catch (StoreFailedException e)
        {
            throw new StoreRefusedException($"The backup of {_dataFile} could not be made: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public Task<string?> Found(CancellationToken cancellation) => Task.FromResult<string?>(null); // it lies in the directory

    /// <inheritdoc/>
    public IDisposable Claim() => DataDirectory.Take(directory);

    /// <inheritdoc/>
    public Task Check(string file, CancellationToken cancellation)
    {
        try
        {
            MustBeSound(file);
            return Task.CompletedTask;
        }
        catch (StoreFailedException e)
        {
            throw new StoreRefusedException($"The database in the backup cannot be used: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public Task Load(string file, CancellationToken cancellation)
    {
        using (var connection = Connection.ToCopy(file))
            connection.Sql("UPDATE meta SET value = ? WHERE name = 'epoch'").Add(RandomNumberGenerator.GetHexString(16)).Run();
        DurableFiles.Flush(file);
        foreach (var rest in new[] { "", "-wal", "-shm" })
            File.Delete(_dataFile + rest);
        DurableFiles.Move(file, _dataFile);
        return Task.CompletedTask;
    }

    static void MustBeSound(string file)
    {
        DatabaseFile.MustBeOurs(file);
        using var connection = Connection.ToCopy(file);
        if (Integrity.Flaw(connection) is { } flaw)
            throw new StoreRefusedException($"The copy {file} is damaged ({flaw}); take another backup.");
        if (connection.Number("SELECT count(*) FROM sqlite_master WHERE name = 'migrations'") == 0)
            throw new StoreRefusedException($"The copy {file} holds no database of Watchfloor.");
    }
}
