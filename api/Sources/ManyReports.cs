using Microsoft.AspNetCore.Http;
using Watchfloor.Input;
using Watchfloor.Problems;
using Watchfloor.Security;

namespace Watchfloor.Sources;

/// <summary>
/// Takes many reports in their order, each for itself: what is wrong with one, or cannot be done at the moment, is its own answer. Each
/// is named after the wish that brings them all, so that a repeat finds what was done.
/// </summary>
sealed class ManyReports(Intake intake)
{
    const int AtOnce = 64;

    public async Task<Taken[]> Take(
        Caller caller,
        IReadOnlyList<(Report? Report, ProblemAnswer? Problem)> given,
        Wish wish,
        HttpContext context
    )
    {
        var sensible = new List<(int Index, Report Report)>();
        var taken = new Taken[given.Count];
        for (var i = 0; i < given.Count; i++)
        {
            var (report, problem) = given[i].Problem is { } unread
                ? (null, unread)
                : await intake.Look(caller, given[i].Report!, context.RequestAborted);
            if (problem is not null)
                taken[i] = problem;
            else
                sensible.Add((i, report!));
        }
        using var places = new SemaphoreSlim(AtOnce);
        var running = new List<Task>(sensible.Count);
        foreach (var (index, report) in sensible)
        {
            await places.WaitAsync(CancellationToken.None);
            running.Add(One(index, report)); // sent before the next one is, and correlation keeps that order
        }
        await Task.WhenAll(running);
        return taken;

        async Task One(int index, Report report)
        {
            try
            {
                taken[index] = await intake.Tell(caller, report, wish.Again($"item/{index}").Request);
            }
            catch (Exception fault)
                when (Faults.Explain(fault, context.Request)
                        is { Status: StatusCodes.Status503ServiceUnavailable or StatusCodes.Status422UnprocessableEntity } answer
                )
            {
                taken[index] = answer;
            }
            finally
            {
                places.Release();
            }
        }
    }
}
