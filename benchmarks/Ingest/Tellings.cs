namespace Watchfloor.Benchmarks;

/// <summary>What is told, in the words of who is told it: about 550 bytes of JSON with places for a number.</summary>
static class Tellings
{
    const string N = RequestForm.Number;
    const string Title = $"Discharge pressure of pump {N} is above 8 bar";
    const string Description =
        "The discharge pressure stayed above the limit for longer than the rule allows; somebody has to look at the valve.";

    static readonly string s_now = DateTimeOffset.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.fffZ");

    /// <summary>An occurrence of its own that correlates with nothing; told again, it is known.</summary>
    public static string Occurrence(string run) => Detection(run, $"\"externalId\":\"{run}-{N}\"");

    /// <summary>A condition of its own, without a name for the occurrence; told again, the event of the condition counts one more.</summary>
    public static string Condition(string run) => Detection(run, $"\"conditionKey\":\"pump-{N}/discharge-pressure/high\"");

    /// <summary>The same to Alertmanager, whose labels name the condition.</summary>
    public static string Alert(string run) =>
        $"{{\"labels\":{{\"alertname\":\"DischargePressure\",\"source\":\"{run}\",\"pump\":\"pump-{N}\",\"category\":\"{run}-{N}\",\"severity\":\"medium\"}},"
        + $"\"annotations\":{{\"summary\":\"{Title}\",\"description\":\"{Description}\",\"tag\":\"pump-{N}/discharge-pressure\",\"unit\":\"bar\",\"value\":\"8.4\"}},"
        + $"\"startsAt\":\"{s_now}\"}}";

    static string Detection(string run, string name) =>
        $"{{\"source\":\"{run}\",{name},\"severity\":\"medium\",\"category\":\"{run}-{N}\",\"title\":\"{Title}\",\"description\":\"{Description}\","
        + $"\"detectedAt\":\"{s_now}\",\"attributes\":{{\"tag\":\"pump-{N}/discharge-pressure\",\"unit\":\"bar\",\"value\":\"8.4\"}}}}";
}
