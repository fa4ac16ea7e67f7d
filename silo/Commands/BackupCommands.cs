using System.CommandLine;
using Watchfloor.Store;

namespace Watchfloor.Silo.Commands;

/// <summary>The verbs <c>backup</c> and <c>restore</c>, beside the options of all: <c>--data</c> and <c>--postgres</c>.</summary>
static class BackupCommands
{
    public static IEnumerable<Command> All(Option<string> data, Option<string?> postgres) =>
        [Backup(data, postgres), Restore(data, postgres)];

    static Command Backup(Option<string> data, Option<string?> postgres)
    {
        var file = File("the file to write; it must not exist");
        var command = new Command("backup", "Write everything that must last into one file; the server may run") { file };
        command.SetAction(
            async (arguments, cancellation) =>
            {
                var (directory, target) = (Full(arguments.GetValue(data)!), Full(arguments.GetValue(file)!));
                return await Said(
                    () =>
                        Commands.Backup.Make(
                            Copy(ClusterFile.DatabaseOf(arguments.GetValue(postgres), directory), directory),
                            directory,
                            target,
                            TimeProvider.System,
                            cancellation
                        ),
                    $"{target} holds the database and the keys of {directory}. Keep it as you keep keys."
                );
            }
        );
        return command;
    }

    static Command Restore(Option<string> data, Option<string?> postgres)
    {
        var file = File("a file that backup wrote");
        var force = new Option<bool>("--force") { Description = "replace what the directory and the database hold" };
        var command = new Command("restore", "Bring back what a backup holds; no server may run") { file, force };
        command.SetAction(
            async (arguments, cancellation) =>
            {
                var (directory, source) = (Full(arguments.GetValue(data)!), Full(arguments.GetValue(file)!));
                return await Said(
                    () => Bring(directory, source, arguments.GetValue(postgres), arguments.GetValue(force), cancellation),
                    $"{directory} is as {source} kept it. Live views begin anew; pages that were open then are sent again."
                );
            }
        );
        return command;
    }

    static async Task Bring(string directory, string source, string? postgres, bool force, CancellationToken cancellation)
    {
        if (postgres is null && await PrivateRestore.IsFor(directory, source, cancellation))
            await PrivateRestore.Bring(directory, source, force, cancellation);
        else
            await Commands.Restore.Bring(Copy(postgres, directory), directory, source, force, cancellation);
    }

    static async Task<int> Said(Func<Task> work, string sentence)
    {
        try
        {
            await work();
            await Console.Out.WriteLineAsync(sentence);
            return 0;
        }
        catch (Exception e) when (e is StoreRefusedException or UnauthorizedAccessException or IOException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    static IDatabaseCopy Copy(string? postgres, string directory) =>
        postgres is null ? new SqliteCopy(PrivateDatabase.IsNone(directory)) : new PostgresCopy(postgres);

    static string Full(string path) => Path.GetFullPath(path);

    static Argument<string> File(string what) => new("file") { Description = what };
}
