namespace Recurrent.Tensors.Autograd;

/// <summary>The tensor objects of a live stream's steps, used again so that a warm step allocates none.</summary>
/// <remarks>
/// Two sets take turns, so a tensor that a cell kept from the step before is still one of that step and refuses to be read, as on any tape. Only
/// one that is read neither in the next step nor between steps, but in a later one, can be another by then.
/// </remarks>
internal sealed class RecycledTensors
{
    private List<Tensor> _present = [];
    private List<Tensor> _past = [];
    private int _used;

    /// <summary>An object of the step before the last; null when this step has used them all.</summary>
    public Tensor? Next() => _used < _present.Count ? _present[_used++] : null;

    /// <summary>Keeps an object that this step had to make.</summary>
    public void Keep(Tensor tensor)
    {
        _present.Add(tensor);
        _used++;
    }

    /// <summary>The objects of the step before the last serve the next one.</summary>
    public void EndStep()
    {
        (_present, _past) = (_past, _present);
        _used = 0;
    }
}
