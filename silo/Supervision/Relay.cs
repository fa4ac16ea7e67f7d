namespace Watchfloor.Silo;

/// <summary>
/// What a process of the cluster says, under its name and on the stream on which it said it. Of all the sign-in links only the first api's is
/// said: each works on all.
/// </summary>
static class Relay
{
    const string SignIn = "Sign in: ";

    public static void Say(Worker worker, string line, Voice voice) => Pass(worker, line, voice.Say, voice.Say);

    public static void Complain(Worker worker, string line, Voice voice) => Pass(worker, line, voice.Complain, voice.Complain);

    static void Pass(Worker worker, string line, Action<string> say, Action<string, Worker> sayOf)
    {
        var isWelcome =
            line.StartsWith(SignIn, StringComparison.Ordinal) || line.StartsWith("Watchfloor serves at ", StringComparison.Ordinal);
        if (!isWelcome)
            sayOf(line, worker);
        else if (worker.Number == 1)
            say(line);
    }
}
