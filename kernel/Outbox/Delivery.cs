using Microsoft.Extensions.DependencyInjection;

namespace Watchfloor.Kernel;

/// <summary>How messages reach grains of one kind.</summary>
public interface IDelivery
{
    /// <summary>The kind it serves.</summary>
    string Kind { get; }

    /// <summary>Hands the command over. A refusal is an answer: the message counts as delivered. Throws where nobody answered.</summary>
    Task<Outcome> Deliver(IGrainFactory grains, Outgoing message, CancellationToken cancellation);

    /// <summary>Whether it does no harm when this command comes once more after later ones of its line, though its target never knew of it.</summary>
    bool StandsRepeats(string command) => false;
}

/// <summary>Delivery to grains that take <typeparamref name="TCommand"/>.</summary>
public sealed class Delivery<TCommand>(string kind, params IReadOnlyList<string> repeatable) : IDelivery
    where TCommand : class
{
    /// <inheritdoc/>
    public string Kind => kind;

    /// <inheritdoc/>
    public Task<Outcome> Deliver(IGrainFactory grains, Outgoing message, CancellationToken cancellation) =>
        grains
            .GetGrain<ICommanded<TCommand>>(message.Target.ToGrainId())
            .Do(CommandAliases.Read<TCommand>(message.Command, message.Data), message.Request, cancellation);

    /// <inheritdoc/>
    public bool StandsRepeats(string command) => repeatable.Contains(command);
}

/// <summary>Says which kinds take messages.</summary>
public static class DeliveryRegistration
{
    /// <summary>Messages to grains of this kind are commands of this language; some of them, by their aliases, do no harm whenever they come again.</summary>
    public static IServiceCollection AddDelivery<TCommand>(
        this IServiceCollection services,
        string kind,
        params IReadOnlyList<string> repeatable
    )
        where TCommand : class => services.AddSingleton<IDelivery>(new Delivery<TCommand>(kind, repeatable));
}
