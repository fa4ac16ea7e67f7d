using Watchfloor.Events;

namespace Watchfloor.Tests.Processes;

/// <summary><c>POST /notes/{id}?line=…</c> of a process of the next version: 200 with the outcome, 503 where nobody could take it.</summary>
sealed class DoorToNotes : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Map("/notes", notes => notes.Run(Write));
            next(app);
        };

    static async Task Write(HttpContext http)
    {
        var grains = http.RequestServices.GetRequiredService<IGrainFactory>();
        var note = grains.GetGrain<INoteGrain>($"main/{http.Request.Path.Value!.Trim('/')}");
        try
        {
            var outcome = await note.Do(
                new Comment("ana", http.TraceIdentifier, http.Request.Query["line"]!),
                new RequestId(http.TraceIdentifier),
                http.RequestAborted
            );
            await http.Response.WriteAsJsonAsync(
                new
                {
                    kind = outcome.Kind.ToString(),
                    outcome.Reason,
                    outcome.Version,
                }
            );
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await http.Response.WriteAsJsonAsync(
                new
                {
                    kind = e.GetType().Name,
                    reason = e.Message,
                    version = 0,
                }
            );
        }
    }
}
