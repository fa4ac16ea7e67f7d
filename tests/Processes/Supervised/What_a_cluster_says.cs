using System.Text.Json;
using Watchfloor.Silo;

namespace Watchfloor.Tests.Processes;

/// <summary>What is heard of the processes of a cluster through the one that keeps them.</summary>
public sealed class What_a_cluster_says : IDisposable
{
    const string Link = "Sign in: http://127.0.0.1:5080/sign-in?token=secret";

    readonly StringWriter _output = new();
    readonly StringWriter _errors = new();
    readonly Worker _silo = new(Worker.Silo, 2, "http://127.0.0.1:1", "127.0.0.1:2");
    readonly Worker _first = new(Worker.Api, 1, "http://127.0.0.1:3", null);
    readonly Worker _second = new(Worker.Api, 2, "http://127.0.0.1:4", null);

    public void Dispose()
    {
        _output.Dispose();
        _errors.Dispose();
    }

    [Fact]
    public void In_a_log_for_programs_is_an_object_a_line_and_no_link_to_sign_in()
    {
        var voice = new Voice(LogFormat.Json, _output, _errors);
        voice.Say("silo 2 \"ended\"");
        Relay.Say(_silo, """{"Level":"Warning","Message":"late"}""", voice);
        Relay.Say(_silo, "no object", voice);
        Relay.Complain(_first, Link, voice);
        Relay.Complain(_second, Link, voice);
        Relay.Complain(_silo, "The database cannot be used", voice);

        var said = Lines(_output).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["silo 2 \"ended\"", "late", "no object"], said.Select(one => one.GetProperty("Message").GetString()));
        Assert.Equal([false, true, true], said.Select(one => one.TryGetProperty("Process", out var name) && name.GetString() == "silo-2"));
        Assert.Equal("Warning", said[1].GetProperty("Level").GetString());
        Assert.Equal([Link, "[silo 2] The database cannot be used"], Lines(_errors));
    }

    [Fact]
    public void To_people_is_a_line_under_its_name()
    {
        var voice = new Voice(LogFormat.Text, _output, _errors);
        voice.Say("A private PostgreSQL was made.");
        Relay.Say(_silo, "it joins", voice);
        Relay.Say(_second, Link, voice);
        Relay.Say(_first, Link, voice);
        Relay.Complain(_silo, "it failed", voice);

        Assert.Equal(["A private PostgreSQL was made.", "[silo 2] it joins", Link], Lines(_output));
        Assert.Equal(["[silo 2] it failed"], Lines(_errors));
    }

    static string[] Lines(StringWriter stream) => stream.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
