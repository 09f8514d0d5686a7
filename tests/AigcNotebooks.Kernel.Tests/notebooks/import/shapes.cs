public class Circle(double radius)
{
    public double Area => Math.PI * radius * radius;
}
