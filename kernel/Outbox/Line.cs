namespace Watchfloor.Kernel;

/// <summary>What must arrive in order: the messages of one source to one target.</summary>
readonly record struct Line(EntityId Source, EntityId Target)
{
    public static Line Of(Outgoing message) => new(message.Source, message.Target);
}
