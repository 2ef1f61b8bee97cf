namespace NetGen;

/// <summary>Reads labelled images.</summary>
public static class ImageDataset
{
    /// <summary>Reads a pair of IDX files, as MNIST and its relatives come.</summary>
    /// <param name="imagesPath">The images, [count, ...].</param>
    /// <param name="labelsPath">The labels, [count]: whole numbers from 0.</param>
    /// <param name="scale">What each pixel is multiplied by; null for 1/255 where the pixels are bytes, and 1 for other types.</param>
    /// <exception cref="InvalidDataException">
    /// A file is no IDX file, a label is no class index, or the two files do not belong together; the message names the file.
    /// </exception>
    public static Dataset<int> FromIdx(string imagesPath, string labelsPath, double? scale = null)
    {
        IdxArray images = Idx.Read(imagesPath);
        int[] labels = ReadLabels(labelsPath, imagesPath, images.Count);
        if (images.Length == 0)
            throw new InvalidDataException(
                $"{imagesPath}: expected at least one image of at least one pixel, found the shape [{string.Join(", ", images.Shape.ToArray())}].");

        return Dataset.Classification(images.ToFloats((float?)scale ?? images.DefaultScale), labels);
    }

    /// <summary>Reads the class indices of so many images.</summary>
    /// <exception cref="InvalidDataException">The file is no IDX file, holds another number of labels, or one is no class index.</exception>
    internal static int[] ReadLabels(string path, string imagesPath, int images)
    {
        IdxArray labels = Idx.Read(path);
        if (labels.Shape.Length != 1)
            throw new InvalidDataException($"{path}: expected labels of one dimension, found {labels.Shape.Length} dimensions.");
        if (images != labels.Count)
            throw new InvalidDataException($"{path}: expected {images} labels for the {images} images of {imagesPath}, found {labels.Count}.");

        int[] classes = labels.ToInts();
        int negative = classes.AsSpan().IndexOfAnyInRange(int.MinValue, -1);
        if (negative >= 0)
            throw new InvalidDataException($"{path}: expected class indices from 0 as labels, found {classes[negative]} at index {negative}.");
        return classes;
    }
}
