using System.CommandLine;
using System.CommandLine.Parsing;

namespace Watchfloor.Silo;

/// <summary>Where people reach the console, as an option of the command line.</summary>
static class ConsoleAddress
{
    public static Option<Uri?> Option() =>
        new("--console")
        {
            Description =
                "where people reach the console; links in pages lead there (the first of --urls; from a silo without an api nowhere)",
            CustomParser = Parse,
        };

    static Uri? Parse(ArgumentResult given)
    {
        var text = given.Tokens.Single().Value;
        if (
            Uri.TryCreate(text, UriKind.Absolute, out var address)
            && address is { Scheme: "http" or "https", PathAndQuery: "/", Fragment: "" }
        )
            return address;
        given.AddError($"--console takes an address such as https://watchfloor.example, not '{text}'.");
        return null;
    }
}
