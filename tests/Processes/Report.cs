namespace Watchfloor.Tests.Processes;

/// <summary>Figures of the long forms, one line each, in the file that WATCHFLOOR_REPORT names; nowhere without it.</summary>
static class Report
{
    static readonly Lock Lock = new();

    public static void Line(string line)
    {
        TestContext.Current.SendDiagnosticMessage("{0}", line);
        if (Environment.GetEnvironmentVariable("WATCHFLOOR_REPORT") is not { Length: > 0 } file)
            return;
        lock (Lock)
            File.AppendAllText(file, $"- {line}\n");
    }
}
