namespace Orleans.Runtime;

/// <summary>The activations of one stateless worker: the least busy one takes the next call, and a new one is made while all are busy.</summary>
sealed class WorkerPool(Silo silo, GrainClass kind, GrainId id)
{
    readonly Lock _gate = new();
    Activation[] _members = [];

    internal Activation[] Members => Volatile.Read(ref _members);

    internal void Take(Request request)
    {
        // The choice and the hand-over are one step, or two calls would choose the same idle one.
        lock (_gate)
            silo.Accept(Choose(), request);

        Activation Choose()
        {
            var idle = Array.Find(_members, static member => !member.IsBusy);
            if (idle is not null)
                return idle;
            if (_members.Length >= kind.Workers)
                return _members.MinBy(static member => member.QueueLength)!;
            var added = new Activation(silo, kind, id.Key);
            _members = [.. _members, added];
            return added;
        }
    }

    internal void Remove(Activation activation)
    {
        lock (_gate)
            _members = [.. _members.Where(member => member != activation)];
    }
}
