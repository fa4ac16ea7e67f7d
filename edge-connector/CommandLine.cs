using System.CommandLine;

namespace Watchfloor.EdgeConnector;

/// <summary>The words this program understands, and what they mean.</summary>
public static class CommandLine
{
    public static RootCommand Build(Func<Settings, CancellationToken, Task<int>> run)
    {
        var server = new Option<Uri>("--server")
        {
            Description = "Address of the server, such as http://127.0.0.1:5080",
            Required = true,
            CustomParser = result =>
            {
                if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
                    return uri;
                result.AddError($"'{result.Tokens[0].Value}' is no http or https address");
                return null;
            },
        };
        var key = new Option<string>("--key-file") { Description = "File that holds the API key (role ingest)", Required = true };
        var recordings = new Option<string[]>("--recording")
        {
            Description =
                "CSV file with a column of times to replay; may be given several times. Default: the pump station and the motor that come along",
        };
        var speed = new Option<double>("--speed") { Description = "How many times faster than recorded", DefaultValueFactory = _ => 1 };
        speed.Validators.Add(result =>
        {
            if (
                result.Tokens.Count == 1
                && double.TryParse(result.Tokens[0].Value, out var value)
                && !(value > 0 && double.IsFinite(value))
            )
                result.AddError("--speed takes a number above 0");
        });
        var once = new Option<bool>("--once") { Description = "Stop at the end of the recordings, when the server has taken all" };
        var spool = new Option<string?>("--spool")
        {
            Description = "Directory for what the server has not taken yet. Default: spool beside the key file",
        };
        var source = new Option<string>("--source")
        {
            Description = "Name of this connector towards the server",
            DefaultValueFactory = _ => TagNames.Safe(Environment.MachineName, "edge"),
        };
        var prefix = new Option<string?>("--tag-prefix")
        {
            Description = "First part of the tags, in place of the recording's file name; with several recordings, before it",
        };

        var command = new RootCommand("Watchfloor's edge connector: reads machines, keeps what it read on disk, hands it to the server.")
        {
            server,
            key,
            recordings,
            speed,
            once,
            spool,
            source,
            prefix,
        };
        command.SetAction(
            (words, stop) =>
            {
                var keyFile = Path.GetFullPath(words.GetRequiredValue(key));
                var settings = new Settings
                {
                    Server = words.GetRequiredValue(server),
                    KeyFile = keyFile,
                    SpoolDirectory = Path.GetFullPath(words.GetValue(spool) ?? Path.Combine(Path.GetDirectoryName(keyFile)!, "spool")),
                    Source = words.GetRequiredValue(source),
                    Recordings = words.GetValue(recordings) ?? [],
                    TagPrefix = words.GetValue(prefix),
                    Speed = words.GetValue(speed),
                    Once = words.GetValue(once),
                };
                return run(settings, stop);
            }
        );
        return command;
    }
}
