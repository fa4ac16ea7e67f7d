using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using Watchfloor.Store;

namespace Watchfloor.Silo;

/// <summary>
/// A PostgreSQL of the cluster's own, from the system's programs, in the data directory: on loopback, on a port of its own, with passwords
/// made at random. What it acknowledged survives kill -9 of everything; the next start finds it and recovers it, however long that takes. Once it
/// was up it is never given up: a disk that is full may have room again.
/// </summary>
sealed class PrivateDatabase(string data, Launcher launcher, Action<string> say, TimeSpan? patience = null) : IAsyncDisposable
{
    static readonly TimeSpan Again = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    readonly TimeSpan _patience = patience ?? Patience;
    readonly CancellationTokenSource _ending = new();
    readonly string _home = Path.Combine(data, "postgres");
    readonly Queue<string> _said = new();
    PostgresUser? _user;
    string _programs = "";
    Process? _process;
    Task _tending = Task.CompletedTask;
    int _port;

    string Cluster => Path.Combine(_home, "data");

    string Passwords => Path.Combine(data, "postgres.pass");

    /// <summary>How the processes of the cluster reach it; the passwords stand in a file that only their user can read.</summary>
    public string Connection => DatabaseRoles.Connection(_port, Passwords, DatabaseRoles.Owner, DatabaseRoles.Database);

    /// <summary>Whether there is one in a data directory.</summary>
    public static bool IsIn(string data) => Directory.Exists(Path.Combine(data, "postgres", "data"));

    /// <summary>The directory, where none is in it; throws where one server alone would pass over what a cluster keeps there.</summary>
    public static string IsNone(string data) =>
        !IsIn(data)
            ? data
            : throw new StoreRefusedException(
                $"{data} holds the private PostgreSQL of a cluster: start it with ./run --silos N (1 is enough), or give another --data."
            );

    /// <summary>Makes it where there is none, recovers it, and returns when it answers.</summary>
    public async Task Start(CancellationToken cancellation)
    {
        _user = await PostgresUser.Choose(cancellation);
        var version = Path.Combine(Cluster, "PG_VERSION");
        var major = File.Exists(version) ? (await File.ReadAllTextAsync(version, cancellation)).Trim() : null;
        _programs =
            Programs.PostgresOf(major)
            ?? throw new StoreRefusedException(
                $"Several silos share a PostgreSQL, and there is none{(major is null ? "" : $" of version {major}")} on this machine: install it (apt-get install postgresql), or give --postgres."
            );
        if (major is null)
            await Make(cancellation);
        await OldServer.End(Cluster, cancellation);
        if (_port == 0)
            _port = FreePort.On(IPAddress.Loopback);
        await Launch(mayGiveUp: true, cancellation);
        _tending = Tend();
        await DatabaseRoles.Provide(_port, Passwords, cancellation);
    }

    /// <summary>Ends it in order: sessions are cut off, what was acknowledged is on the disk.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _tending;
        _ending.Dispose();
        if (_process is not { HasExited: false } process)
            return;
        Signals.Send(process.Id, Signals.Interrupt);
        using var late = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(late.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!process.HasExited)
            process.Kill();
    }

    async Task Make(CancellationToken cancellation)
    {
        var (made, password) = (Path.Combine(_home, "data.new"), Path.Combine(_home, "password"));
        if (Directory.Exists(_home))
            Directory.Delete(_home, recursive: true); // of a start that was cut short
        PrivateDirectory.Make(_home);
        await File.WriteAllTextAsync(password, DatabaseRoles.NewPasswords(Passwords), cancellation);
        await _user!.Own(_home, cancellation);
        string[] how = ["--username=postgres", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C"];
        string[] where = ["-D", _user.Seen(_home, "data.new"), $"--pwfile={_user.Seen(_home, "password")}"];
        await Programs.Run(_user.As(_home, [Path.Combine(_programs, "initdb"), .. where, .. how]), cancellation);
        File.Delete(password);
        Directory.Move(made, Cluster); // the whole of it or nothing
        say($"A private PostgreSQL was made in {_home}.");
    }

    /// <summary>Returns when it answers. As long as its process lives it is waited for; one that ends is started again.</summary>
    async Task Launch(bool mayGiveUp, CancellationToken cancellation)
    {
        var (told, pause) = (Stopwatch.GetTimestamp(), Again);
        while (true)
        {
            _process ??= await Begin();
            if (await DatabaseRoles.Answers(_port, Passwords, cancellation))
                return;
            var hasEnded = _process.HasExited; // of one that was killed something may live on for a moment
            if (hasEnded)
                _process = null;
            if (Stopwatch.GetElapsedTime(told) > _patience)
            {
                if (hasEnded && mayGiveUp)
                    throw new StoreRefusedException($"The private PostgreSQL in {_home} does not start: {Last()}");
                told = Stopwatch.GetTimestamp();
                say(
                    hasEnded
                        ? $"The private PostgreSQL in {_home} does not start; it is tried again until it does: {Last()}"
                        : $"The private PostgreSQL in {_home} does not answer yet, as while it recovers; it is waited for: {Last()}"
                );
            }
            await Task.Delay(pause, cancellation);
            pause = hasEnded && pause < LongestPause ? pause * 2 : pause;
        }
    }

    Task<Process> Begin() =>
        launcher.Start(
            _user!.As(_home, [Path.Combine(_programs, "postgres"), "-D", _user.Seen(_home, "data"), .. DatabaseRoles.Settings(_port)]),
            Keep,
            Keep
        );

    /// <summary>One that ends by itself is started again where it was, until it is up or not wanted any more.</summary>
    async Task Tend()
    {
        while (true)
        {
            await _process!.WaitForExitAsync(_ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_ending.IsCancellationRequested)
                return;
            say($"The private PostgreSQL ended (exit code {_process.ExitCode}); starting it again.");
            _process = null;
            while (_process is null or { HasExited: true })
                if (!await TryAgain())
                    return;
        }
    }

    /// <summary>False when it is not wanted any more.</summary>
    async Task<bool> TryAgain()
    {
        try
        {
            await Launch(mayGiveUp: false, _ending.Token);
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception e) when (e is StoreRefusedException or Win32Exception)
        {
            say(e.Message); // the processes of the cluster say that it is away
            await Task.Delay(_patience, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        return !_ending.IsCancellationRequested;
    }

    void Keep(string line)
    {
        lock (_said)
        {
            _said.Enqueue(line);
            if (_said.Count > 5)
                _said.Dequeue();
        }
    }

    string Last()
    {
        lock (_said)
            return _said.Count == 0 ? $"look into {Path.Combine(Cluster, "log")}." : string.Join(' ', _said);
    }
}
